import {useState} from 'react'
import {say, useWords} from '../locales/catalogue.ts'
import {fileSize} from './sizes.ts'
import {drawerOf, shrunk} from './shrink.ts'

/** Opens the camera; gives the photo, drawn anew and small enough, or says why not. */
export function PhotoButton({onPhoto, id}: {onPhoto: (content: Uint8Array<ArrayBuffer>) => void; id: string}) {
  const {t, language} = useWords()
  const [problem, setProblem] = useState<string>()
  const [isWorking, setWorking] = useState(false)

  async function take(photo: File | undefined): Promise<void> {
    if (photo === undefined) return
    setWorking(true)
    const result = await shrunk(drawerOf(photo))
    setWorking(false)
    if ('content' in result) {
      setProblem(undefined)
      onPhoto(result.content)
      return
    }
    const most = 'most' in result.values ? fileSize(result.values.most, language) : ''
    setProblem(say(t, `refusal.${result.code}`, {size: fileSize(photo.size, language), most}))
  }

  return (
    <>
      <label className="phone-button phone-file" data-testid={`photo-${id}`}>
        {t(isWorking ? 'phone.photoWorking' : 'phone.photo')}
        <input
          type="file"
          accept="image/*"
          capture="environment"
          data-testid={`photo-input-${id}`}
          onChange={event => {
            void take(event.target.files?.[0])
            event.target.value = ''
          }}
        />
      </label>
      {problem === undefined ? undefined : (
        <p className="phone-old" role="alert">
          {problem}
        </p>
      )}
    </>
  )
}
